CREATE TABLE answers (
    story_key TEXT NOT NULL,
    version TEXT NOT NULL,
    locale TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_answers PRIMARY KEY (story_key, version, locale)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE articles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    source_id INTEGER NOT NULL,
    state TEXT DEFAULT 'new' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '[]' NOT NULL,
    published_at INTEGER DEFAULT 0 NOT NULL,
    fetched_at INTEGER DEFAULT 0 NOT NULL,
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
    story_id INTEGER,
    kind TEXT DEFAULT 'report' NOT NULL,
    original_url TEXT DEFAULT '' NOT NULL,
    entry_summary TEXT DEFAULT '' NOT NULL,
    entry_content TEXT DEFAULT '' NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    canonical_url TEXT DEFAULT '' NOT NULL,
    changed_at INTEGER,
    withdrawn_at INTEGER,
    content_hash TEXT DEFAULT '' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    next_at INTEGER DEFAULT 0 NOT NULL,
    checked_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_articles_url_key UNIQUE (url_key)
)
 STRICT;

CREATE INDEX ix_articles_fetched_at ON articles (fetched_at);

CREATE INDEX ix_articles_new ON articles (published_at, id) WHERE state = 'new';

CREATE INDEX ix_articles_published_at ON articles (published_at);

CREATE INDEX ix_articles_read ON articles (id) WHERE state = 'read';

CREATE INDEX ix_articles_source_id ON articles (source_id, id);

CREATE INDEX ix_articles_story_id ON articles (story_id) WHERE story_id IS NOT NULL;

CREATE TABLE blobs (
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    updated_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_blobs PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE chats (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    telegram_id INTEGER NOT NULL,
    thread_id INTEGER DEFAULT 0 NOT NULL,
    kind TEXT DEFAULT 'private' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'active' NOT NULL,
    locale TEXT DEFAULT 'zh-Hans' NOT NULL,
    languages TEXT DEFAULT '[]' NOT NULL,
    zone TEXT DEFAULT 'Asia/Shanghai' NOT NULL,
    schedule TEXT DEFAULT '08:00' NOT NULL,
    next_due_at INTEGER,
    style TEXT DEFAULT 'short' NOT NULL,
    budget INTEGER DEFAULT 10 NOT NULL,
    minutes INTEGER DEFAULT 0 NOT NULL,
    images INTEGER DEFAULT 0 NOT NULL,
    preview INTEGER DEFAULT 0 NOT NULL,
    silent INTEGER DEFAULT 0 NOT NULL,
    send_empty INTEGER DEFAULT 0 NOT NULL,
    quiet_from INTEGER,
    quiet_to INTEGER,
    alerts INTEGER DEFAULT 0 NOT NULL,
    everyone INTEGER DEFAULT 0 NOT NULL,
    managed_by INTEGER,
    feed_token TEXT DEFAULT '' NOT NULL,
    invited_by TEXT DEFAULT '' NOT NULL,
    created_at INTEGER DEFAULT 0 NOT NULL,
    seen_at INTEGER DEFAULT 0 NOT NULL,
    topic_lost INTEGER DEFAULT 0 NOT NULL,
    lease_until INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_chats_telegram_id_thread_id UNIQUE (telegram_id, thread_id)
)
 STRICT;

CREATE INDEX ix_chats_due ON chats (next_due_at) WHERE next_due_at IS NOT NULL AND state = 'active';

CREATE UNIQUE INDEX ix_chats_feed_token ON chats (feed_token) WHERE feed_token <> '';

CREATE INDEX ix_chats_managed_by ON chats (managed_by) WHERE managed_by IS NOT NULL;

CREATE TABLE conversations (
    telegram_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_conversations PRIMARY KEY (telegram_id, user_id, thread_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE digests (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    local_date TEXT NOT NULL,
    slot INTEGER NOT NULL,
    picks TEXT DEFAULT '[]' NOT NULL,
    created_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_digests_chat_id_local_date_slot UNIQUE (chat_id, local_date, slot)
)
 STRICT;

CREATE INDEX ix_digests_created_at ON digests (created_at);

CREATE TABLE leases (
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL,
    CONSTRAINT pk_leases PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    telegram_id INTEGER NOT NULL,
    kind TEXT DEFAULT 'digest' NOT NULL,
    message TEXT NOT NULL,
    state TEXT DEFAULT 'ready' NOT NULL,
    ready_at INTEGER DEFAULT 0 NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    repeated INTEGER DEFAULT 0 NOT NULL,
    silent INTEGER DEFAULT 0 NOT NULL,
    reply_to_story INTEGER,
    digest_id INTEGER,
    sequence INTEGER DEFAULT 0 NOT NULL,
    broadcast TEXT DEFAULT '' NOT NULL,
    message_id INTEGER,
    error TEXT DEFAULT '' NOT NULL,
    owner TEXT DEFAULT '' NOT NULL,
    lease_until INTEGER DEFAULT 0 NOT NULL,
    due_at INTEGER DEFAULT 0 NOT NULL,
    created_at INTEGER DEFAULT 0 NOT NULL,
    finished_at INTEGER
)
 STRICT;

CREATE INDEX ix_outbox_broadcast ON outbox (broadcast) WHERE broadcast <> '';

CREATE INDEX ix_outbox_chat_id ON outbox (chat_id);

CREATE INDEX ix_outbox_finished_at ON outbox (finished_at) WHERE finished_at IS NOT NULL;

CREATE INDEX ix_outbox_ready ON outbox (ready_at, id) WHERE state = 'ready';

CREATE INDEX ix_outbox_waiting ON outbox (telegram_id, ready_at, id) WHERE state = 'ready';

CREATE UNIQUE INDEX uq_outbox_inflight ON outbox (telegram_id) WHERE state IN ('claimed', 'started');

CREATE TABLE runs (
    job TEXT NOT NULL,
    started INTEGER DEFAULT 0 NOT NULL,
    finished INTEGER DEFAULT 0 NOT NULL,
    ok INTEGER DEFAULT 0 NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    last_ok_at INTEGER,
    CONSTRAINT pk_runs PRIMARY KEY (job)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE seen (
    chat_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    at INTEGER DEFAULT 0 NOT NULL,
    outbox_id INTEGER,
    CONSTRAINT pk_seen PRIMARY KEY (chat_id, story_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_seen_story_id ON seen (story_id);

CREATE TABLE sources (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    host TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT 'auto' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    zone TEXT DEFAULT 'UTC' NOT NULL,
    topics TEXT DEFAULT '[]' NOT NULL,
    selector TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'active' NOT NULL,
    configured INTEGER DEFAULT 0 NOT NULL,
    added_by INTEGER,
    next_fetch_at INTEGER DEFAULT 0 NOT NULL,
    interval INTEGER DEFAULT 900 NOT NULL,
    lease_until INTEGER DEFAULT 0 NOT NULL,
    etag TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    failures INTEGER DEFAULT 0 NOT NULL,
    last_error TEXT DEFAULT '' NOT NULL,
    last_error_at INTEGER,
    last_success_at INTEGER,
    last_entry_at INTEGER,
    empty_runs INTEGER DEFAULT 0 NOT NULL,
    moved_to TEXT DEFAULT '' NOT NULL,
    moved_seen INTEGER DEFAULT 0 NOT NULL,
    fetches INTEGER DEFAULT 0 NOT NULL,
    entries INTEGER DEFAULT 0 NOT NULL,
    told_at INTEGER,
    created_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_sources_url UNIQUE (url)
)
 STRICT;

CREATE INDEX ix_sources_due ON sources (next_fetch_at) WHERE state IN ('active', 'slow');

CREATE TABLE spend (
    day TEXT NOT NULL,
    calls INTEGER DEFAULT 0 NOT NULL,
    tokens_in INTEGER DEFAULT 0 NOT NULL,
    tokens_out INTEGER DEFAULT 0 NOT NULL,
    cost REAL DEFAULT (0.0) NOT NULL,
    CONSTRAINT pk_spend PRIMARY KEY (day)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE stories (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '[]' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    published_at INTEGER DEFAULT 0 NOT NULL,
    publisher TEXT DEFAULT '' NOT NULL,
    topics TEXT DEFAULT '[]' NOT NULL,
    languages TEXT DEFAULT '[]' NOT NULL,
    publishers INTEGER DEFAULT 0 NOT NULL,
    articles INTEGER DEFAULT 0 NOT NULL,
    image TEXT DEFAULT '' NOT NULL,
    lead_id INTEGER,
    created_at INTEGER DEFAULT 0 NOT NULL,
    updated_at INTEGER DEFAULT 0 NOT NULL,
    grown_at INTEGER DEFAULT 0 NOT NULL,
    stamp INTEGER DEFAULT 0 NOT NULL,
    joined_into INTEGER,
    CONSTRAINT uq_stories_key UNIQUE ("key")
)
 STRICT;

CREATE INDEX ix_stories_grown_at ON stories (grown_at) WHERE joined_into IS NULL;

CREATE INDEX ix_stories_joined_into ON stories (joined_into) WHERE joined_into IS NOT NULL;

CREATE INDEX ix_stories_lead_id ON stories (lead_id);

CREATE INDEX ix_stories_published_at ON stories (published_at) WHERE joined_into IS NULL;

CREATE UNIQUE INDEX ix_stories_stamp ON stories (stamp);

CREATE INDEX ix_stories_updated_at ON stories (updated_at);

CREATE TABLE story_terms (
    term_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    CONSTRAINT pk_story_terms PRIMARY KEY (term_id, story_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_story_terms_story_id ON story_terms (story_id);

CREATE TABLE terms (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT uq_terms_kind_value UNIQUE (kind, value)
)
 STRICT;

CREATE TABLE updates (
    bot INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_updates PRIMARY KEY (bot, update_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE feedback (
    chat_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    value INTEGER DEFAULT 0 NOT NULL,
    at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_feedback PRIMARY KEY (chat_id, story_id),
    CONSTRAINT fk_feedback_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_feedback_story_id ON feedback (story_id);

CREATE TABLE saved (
    chat_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_saved PRIMARY KEY (chat_id, story_id),
    CONSTRAINT fk_saved_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_saved_story_id ON saved (story_id);

CREATE TABLE subscriptions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    weight REAL DEFAULT (1.0) NOT NULL,
    term_id INTEGER,
    created_at INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT uq_subscriptions_chat_id_kind_value UNIQUE (chat_id, kind, value),
    CONSTRAINT fk_subscriptions_chat_id FOREIGN KEY(chat_id) REFERENCES chats (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_subscriptions_story ON subscriptions (value) WHERE kind = 'mute-story';

CREATE INDEX ix_subscriptions_term_id ON subscriptions (term_id) WHERE term_id IS NOT NULL;

CREATE VIRTUAL TABLE story_words USING fts5(words, detail = 'none', tokenize = "unicode61 remove_diacritics 0");
