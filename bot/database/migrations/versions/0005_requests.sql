-- Requests for experts, their events, the rota, and the counter of their numbers.
CREATE TABLE request (
    request_id VARCHAR(16) NOT NULL,
    number INTEGER,
    kind VARCHAR(16) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    urgency VARCHAR(16) NOT NULL,
    language VARCHAR(16) NOT NULL,
    opened_at DOUBLE PRECISION NOT NULL,
    changed_at DOUBLE PRECISION NOT NULL,
    closed_at DOUBLE PRECISION,
    due_at DOUBLE PRECISION,
    look_at DOUBLE PRECISION,
    erased_at DOUBLE PRECISION,
    result VARCHAR(16),
    requester_id VARCHAR(8),
    requester_chat BIGINT,
    query_id VARCHAR(64),
    step VARCHAR(32),
    paused VARCHAR(32),
    actor VARCHAR(16),
    themes TEXT NOT NULL,
    content TEXT,
    PRIMARY KEY (request_id),
    UNIQUE (number)
);

CREATE INDEX request_stage ON request (stage, number);

CREATE INDEX request_look_at ON request (look_at);

CREATE INDEX request_requester ON request (requester_id, opened_at);

CREATE TABLE request_event (
    request_id VARCHAR(16) NOT NULL,
    sequence INTEGER NOT NULL,
    at DOUBLE PRECISION NOT NULL,
    actor VARCHAR(16) NOT NULL,
    move VARCHAR(16) NOT NULL,
    stage_before VARCHAR(16) NOT NULL,
    stage_after VARCHAR(16) NOT NULL,
    paused VARCHAR(32),
    step VARCHAR(16),
    content TEXT,
    PRIMARY KEY (request_id, sequence)
);

CREATE TABLE duty (
    duty_id SERIAL NOT NULL,
    post VARCHAR(16) NOT NULL,
    telegram_id BIGINT NOT NULL,
    actor VARCHAR(16) NOT NULL,
    content TEXT NOT NULL,
    starts_at DOUBLE PRECISION NOT NULL,
    ends_at DOUBLE PRECISION,
    handed_over_at DOUBLE PRECISION,
    PRIMARY KEY (duty_id)
);

CREATE INDEX duty_post ON duty (post, starts_at);

CREATE TABLE request_counter (
    name VARCHAR(16) NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);
