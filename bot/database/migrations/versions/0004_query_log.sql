-- The query log: one row a turn, free text sealed.
CREATE TABLE query (
    query_id VARCHAR(64) NOT NULL,
    update_id BIGINT,
    asked_at DOUBLE PRECISION NOT NULL,
    asker VARCHAR(32),
    language VARCHAR(8) NOT NULL,
    intent VARCHAR(32) NOT NULL,
    outcome VARCHAR(32) NOT NULL,
    reason VARCHAR(64),
    confidence DOUBLE PRECISION,
    feedback VARCHAR(16),
    feedback_reason VARCHAR(64),
    milliseconds DOUBLE PRECISION,
    content TEXT,
    versions TEXT NOT NULL,
    erased_at DOUBLE PRECISION,
    PRIMARY KEY (query_id),
    UNIQUE (update_id)
);

CREATE INDEX query_asked_at ON query (asked_at, query_id);

CREATE INDEX query_asker ON query (asker, asked_at);

CREATE INDEX query_outcome ON query (outcome, asked_at);
