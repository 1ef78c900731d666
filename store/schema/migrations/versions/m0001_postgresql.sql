CREATE TABLE answers (
    story_key TEXT NOT NULL,
    version TEXT NOT NULL,
    locale TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_answers PRIMARY KEY (story_key, version, locale)
);

CREATE TABLE articles (
    id BIGSERIAL NOT NULL,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    state TEXT DEFAULT 'new' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '[]' NOT NULL,
    published_at BIGINT DEFAULT 0 NOT NULL,
    fetched_at BIGINT DEFAULT 0 NOT NULL,
    publisher TEXT DEFAULT '' NOT NULL,
    site TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    editor TEXT DEFAULT '' NOT NULL,
    section TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    image TEXT DEFAULT '' NOT NULL,
    keywords TEXT DEFAULT '[]' NOT NULL,
    categories TEXT DEFAULT '[]' NOT NULL,
    topics TEXT DEFAULT '[]' NOT NULL,
    story_id BIGINT,
    kind TEXT DEFAULT 'report' NOT NULL,
    original_url TEXT DEFAULT '' NOT NULL,
    entry_summary TEXT DEFAULT '' NOT NULL,
    entry_content TEXT DEFAULT '' NOT NULL,
    attempts BIGINT DEFAULT 0 NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    canonical_url TEXT DEFAULT '' NOT NULL,
    changed_at BIGINT,
    withdrawn_at BIGINT,
    content_hash TEXT DEFAULT '' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    next_at BIGINT DEFAULT 0 NOT NULL,
    checked_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_articles PRIMARY KEY (id),
    CONSTRAINT uq_articles_url_key UNIQUE (url_key)
);

CREATE INDEX ix_articles_fetched_at ON articles (fetched_at);

CREATE INDEX ix_articles_new ON articles (published_at, id) WHERE state = 'new';

CREATE INDEX ix_articles_published_at ON articles (published_at);

CREATE INDEX ix_articles_read ON articles (id) WHERE state = 'read';

CREATE INDEX ix_articles_source_id ON articles (source_id, id);

CREATE INDEX ix_articles_story_id ON articles (story_id) WHERE story_id IS NOT NULL;

CREATE TABLE blobs (
    name TEXT NOT NULL,
    data BYTEA NOT NULL,
    updated_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_blobs PRIMARY KEY (name)
);

CREATE TABLE chats (
    id BIGSERIAL NOT NULL,
    telegram_id BIGINT NOT NULL,
    thread_id BIGINT DEFAULT 0 NOT NULL,
    kind TEXT DEFAULT 'private' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'active' NOT NULL,
    locale TEXT DEFAULT 'zh-Hans' NOT NULL,
    languages TEXT DEFAULT '[]' NOT NULL,
    zone TEXT DEFAULT 'Asia/Shanghai' NOT NULL,
    schedule TEXT DEFAULT '08:00' NOT NULL,
    next_due_at BIGINT,
    style TEXT DEFAULT 'short' NOT NULL,
    budget BIGINT DEFAULT 10 NOT NULL,
    minutes BIGINT DEFAULT 0 NOT NULL,
    images BIGINT DEFAULT 0 NOT NULL,
    preview BIGINT DEFAULT 0 NOT NULL,
    silent BIGINT DEFAULT 0 NOT NULL,
    send_empty BIGINT DEFAULT 0 NOT NULL,
    quiet_from BIGINT,
    quiet_to BIGINT,
    alerts BIGINT DEFAULT 0 NOT NULL,
    everyone BIGINT DEFAULT 0 NOT NULL,
    managed_by BIGINT,
    feed_token TEXT DEFAULT '' NOT NULL,
    invited_by TEXT DEFAULT '' NOT NULL,
    created_at BIGINT DEFAULT 0 NOT NULL,
    seen_at BIGINT DEFAULT 0 NOT NULL,
    topic_lost BIGINT DEFAULT 0 NOT NULL,
    lease_until BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_chats PRIMARY KEY (id),
    CONSTRAINT uq_chats_telegram_id_thread_id UNIQUE (telegram_id, thread_id)
);

CREATE INDEX ix_chats_due ON chats (next_due_at) WHERE next_due_at IS NOT NULL AND state = 'active';

CREATE UNIQUE INDEX ix_chats_feed_token ON chats (feed_token) WHERE feed_token <> '';

CREATE INDEX ix_chats_managed_by ON chats (managed_by) WHERE managed_by IS NOT NULL;

CREATE TABLE conversations (
    telegram_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    thread_id BIGINT NOT NULL,
    data TEXT NOT NULL,
    updated_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_conversations PRIMARY KEY (telegram_id, user_id, thread_id)
);

CREATE TABLE digests (
    id BIGSERIAL NOT NULL,
    chat_id BIGINT NOT NULL,
    local_date TEXT NOT NULL,
    slot BIGINT NOT NULL,
    picks TEXT DEFAULT '[]' NOT NULL,
    created_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_digests PRIMARY KEY (id),
    CONSTRAINT uq_digests_chat_id_local_date_slot UNIQUE (chat_id, local_date, slot)
);

CREATE INDEX ix_digests_created_at ON digests (created_at);

CREATE TABLE leases (
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL,
    CONSTRAINT pk_leases PRIMARY KEY (name)
);

CREATE TABLE outbox (
    id BIGSERIAL NOT NULL,
    chat_id BIGINT NOT NULL,
    telegram_id BIGINT NOT NULL,
    kind TEXT DEFAULT 'digest' NOT NULL,
    message TEXT NOT NULL,
    state TEXT DEFAULT 'ready' NOT NULL,
    ready_at BIGINT DEFAULT 0 NOT NULL,
    attempts BIGINT DEFAULT 0 NOT NULL,
    repeated BIGINT DEFAULT 0 NOT NULL,
    silent BIGINT DEFAULT 0 NOT NULL,
    reply_to_story BIGINT,
    digest_id BIGINT,
    sequence BIGINT DEFAULT 0 NOT NULL,
    broadcast TEXT DEFAULT '' NOT NULL,
    message_id BIGINT,
    error TEXT DEFAULT '' NOT NULL,
    owner TEXT DEFAULT '' NOT NULL,
    lease_until BIGINT DEFAULT 0 NOT NULL,
    due_at BIGINT DEFAULT 0 NOT NULL,
    created_at BIGINT DEFAULT 0 NOT NULL,
    finished_at BIGINT,
    CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE INDEX ix_outbox_broadcast ON outbox (broadcast) WHERE broadcast <> '';

CREATE INDEX ix_outbox_chat_id ON outbox (chat_id);

CREATE INDEX ix_outbox_finished_at ON outbox (finished_at) WHERE finished_at IS NOT NULL;

CREATE INDEX ix_outbox_ready ON outbox (ready_at, id) WHERE state = 'ready';

CREATE INDEX ix_outbox_waiting ON outbox (telegram_id, ready_at, id) WHERE state = 'ready';

CREATE UNIQUE INDEX uq_outbox_inflight ON outbox (telegram_id) WHERE state IN ('claimed', 'started');

CREATE TABLE runs (
    job TEXT NOT NULL,
    started BIGINT DEFAULT 0 NOT NULL,
    finished BIGINT DEFAULT 0 NOT NULL,
    ok BIGINT DEFAULT 0 NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    last_ok_at BIGINT,
    CONSTRAINT pk_runs PRIMARY KEY (job)
);

CREATE TABLE seen (
    chat_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    at BIGINT DEFAULT 0 NOT NULL,
    outbox_id BIGINT,
    CONSTRAINT pk_seen PRIMARY KEY (chat_id, story_id)
);

CREATE INDEX ix_seen_story_id ON seen (story_id);

CREATE TABLE sources (
    id BIGSERIAL NOT NULL,
    url TEXT NOT NULL,
    host TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT 'auto' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    zone TEXT DEFAULT 'UTC' NOT NULL,
    topics TEXT DEFAULT '[]' NOT NULL,
    selector TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'active' NOT NULL,
    configured BIGINT DEFAULT 0 NOT NULL,
    added_by BIGINT,
    next_fetch_at BIGINT DEFAULT 0 NOT NULL,
    interval BIGINT DEFAULT 900 NOT NULL,
    lease_until BIGINT DEFAULT 0 NOT NULL,
    etag TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    failures BIGINT DEFAULT 0 NOT NULL,
    last_error TEXT DEFAULT '' NOT NULL,
    last_error_at BIGINT,
    last_success_at BIGINT,
    last_entry_at BIGINT,
    empty_runs BIGINT DEFAULT 0 NOT NULL,
    moved_to TEXT DEFAULT '' NOT NULL,
    moved_seen BIGINT DEFAULT 0 NOT NULL,
    fetches BIGINT DEFAULT 0 NOT NULL,
    entries BIGINT DEFAULT 0 NOT NULL,
    told_at BIGINT,
    created_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_sources PRIMARY KEY (id),
    CONSTRAINT uq_sources_url UNIQUE (url)
);

CREATE INDEX ix_sources_due ON sources (next_fetch_at) WHERE state IN ('active', 'slow');

CREATE TABLE spend (
    day TEXT NOT NULL,
    calls BIGINT DEFAULT 0 NOT NULL,
    tokens_in BIGINT DEFAULT 0 NOT NULL,
    tokens_out BIGINT DEFAULT 0 NOT NULL,
    cost DOUBLE PRECISION DEFAULT 0.0 NOT NULL,
    CONSTRAINT pk_spend PRIMARY KEY (day)
);

CREATE TABLE stories (
    id BIGSERIAL NOT NULL,
    key TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '[]' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    published_at BIGINT DEFAULT 0 NOT NULL,
    publisher TEXT DEFAULT '' NOT NULL,
    topics TEXT DEFAULT '[]' NOT NULL,
    languages TEXT DEFAULT '[]' NOT NULL,
    publishers BIGINT DEFAULT 0 NOT NULL,
    articles BIGINT DEFAULT 0 NOT NULL,
    image TEXT DEFAULT '' NOT NULL,
    lead_id BIGINT,
    created_at BIGINT DEFAULT 0 NOT NULL,
    updated_at BIGINT DEFAULT 0 NOT NULL,
    grown_at BIGINT DEFAULT 0 NOT NULL,
    stamp BIGINT DEFAULT 0 NOT NULL,
    joined_into BIGINT,
    CONSTRAINT pk_stories PRIMARY KEY (id),
    CONSTRAINT uq_stories_key UNIQUE (key)
);

CREATE INDEX ix_stories_grown_at ON stories (grown_at) WHERE joined_into IS NULL;

CREATE INDEX ix_stories_joined_into ON stories (joined_into) WHERE joined_into IS NOT NULL;

CREATE INDEX ix_stories_lead_id ON stories (lead_id);

CREATE INDEX ix_stories_published_at ON stories (published_at) WHERE joined_into IS NULL;

CREATE UNIQUE INDEX ix_stories_stamp ON stories (stamp);

CREATE INDEX ix_stories_updated_at ON stories (updated_at);

CREATE TABLE story_terms (
    term_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    CONSTRAINT pk_story_terms PRIMARY KEY (term_id, story_id)
);

CREATE INDEX ix_story_terms_story_id ON story_terms (story_id);

CREATE TABLE terms (
    id BIGSERIAL NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_terms PRIMARY KEY (id),
    CONSTRAINT uq_terms_kind_value UNIQUE (kind, value)
);

CREATE TABLE updates (
    bot BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_updates PRIMARY KEY (bot, update_id)
);

CREATE TABLE feedback (
    chat_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    value BIGINT DEFAULT 0 NOT NULL,
    at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_feedback PRIMARY KEY (chat_id, story_id),
    CONSTRAINT fk_feedback_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);

CREATE INDEX ix_feedback_story_id ON feedback (story_id);

CREATE TABLE saved (
    chat_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_saved PRIMARY KEY (chat_id, story_id),
    CONSTRAINT fk_saved_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);

CREATE INDEX ix_saved_story_id ON saved (story_id);

CREATE TABLE subscriptions (
    id BIGSERIAL NOT NULL,
    chat_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    weight DOUBLE PRECISION DEFAULT 1.0 NOT NULL,
    term_id BIGINT,
    created_at BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_subscriptions PRIMARY KEY (id),
    CONSTRAINT uq_subscriptions_chat_id_kind_value UNIQUE (chat_id, kind, value),
    CONSTRAINT fk_subscriptions_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
);

CREATE INDEX ix_subscriptions_story ON subscriptions (value) WHERE kind = 'mute-story';

CREATE INDEX ix_subscriptions_term_id ON subscriptions (term_id) WHERE term_id IS NOT NULL;

CREATE TABLE story_words (story_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);

CREATE INDEX ix_story_words ON story_words USING gin (words);
