-- Inbox and outbox.
CREATE TABLE inbox (
    update_id BIGINT NOT NULL,
    chat_id BIGINT NOT NULL,
    payload TEXT,
    status VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    next_at DOUBLE PRECISION NOT NULL,
    lease_by VARCHAR(32),
    reason VARCHAR(64),
    created_at DOUBLE PRECISION NOT NULL,
    done_at DOUBLE PRECISION,
    person_id BIGINT,
    written_at DOUBLE PRECISION NOT NULL,
    is_message BOOLEAN NOT NULL,
    PRIMARY KEY (update_id)
);

CREATE INDEX ix_inbox_status_chat_id ON inbox (status, chat_id, update_id);

CREATE INDEX ix_inbox_person_id ON inbox (person_id, written_at);

CREATE TABLE outbox (
    outbox_id BIGSERIAL NOT NULL,
    chat_id BIGINT NOT NULL,
    payload TEXT,
    status VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    next_at DOUBLE PRECISION NOT NULL,
    lease_by VARCHAR(32),
    reason VARCHAR(64),
    created_at DOUBLE PRECISION NOT NULL,
    done_at DOUBLE PRECISION,
    dedup_key VARCHAR(200) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    edits VARCHAR(200),
    due_at DOUBLE PRECISION NOT NULL,
    message_id BIGINT,
    PRIMARY KEY (outbox_id),
    UNIQUE (dedup_key)
);

CREATE INDEX ix_outbox_status_chat_id ON outbox (status, chat_id, outbox_id);
