# syntax=docker/dockerfile:1
# docker build -t jianbao . && docker run -e JIANBAO_TELEGRAM__TOKEN=… -v jianbao:/data jianbao

# CI gives the digest that the tag has that day: --build-arg PYTHON_IMAGE=python:3.12-slim-bookworm@sha256:…
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.lock ./
# The environment has no pip of its own: nothing in the final image can install anything.
RUN python -m venv --without-pip /opt/venv \
 && python -m pip --python /opt/venv/bin/python install --no-deps --require-hashes -r requirements.lock
COPY bot ./bot
COPY jobs ./jobs
COPY store ./store
COPY news ./news
COPY sandbox ./sandbox
RUN /opt/venv/bin/python -m compileall -q bot jobs store news sandbox

FROM build AS sbom
COPY requirements-dev.lock ./
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --no-deps --require-hashes -r requirements-dev.lock \
 && /opt/tools/bin/cyclonedx-py environment /opt/venv --output-file /build/sbom.json

FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="Jianbao" org.opencontainers.image.licenses="MIT"
RUN python -m pip uninstall --yes pip \
 && groupadd --system --gid 10001 jianbao \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin jianbao \
 && install --directory --owner=jianbao --group=jianbao --mode=0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /build /app
COPY --from=sbom /build/sbom.json /app/sbom.json
COPY config.toml LICENSE /app/
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    JIANBAO_DATABASE__URL=sqlite:////data/jianbao.db \
    JIANBAO_WEB__HOST=0.0.0.0 \
    JIANBAO_SANDBOX=false
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8080, timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
