-- Requests for experts, their events, the rota, and the counter of their numbers.
CREATE TABLE request (
    request_id VARCHAR(16) NOT NULL,
    number INTEGER,
    stage VARCHAR(16) NOT NULL,
    requester_id VARCHAR(8),
    actor VARCHAR(16),
    changed_at DOUBLE PRECISION NOT NULL,
    closed_at DOUBLE PRECISION,
    look_at DOUBLE PRECISION,
    content TEXT NOT NULL,
    PRIMARY KEY (request_id),
    UNIQUE (number)
);

CREATE INDEX request_stage ON request (stage, number);

CREATE INDEX request_look_at ON request (look_at);

CREATE INDEX request_requester ON request (requester_id, number);

CREATE TABLE request_event (
    request_id VARCHAR(16) NOT NULL,
    sequence INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (request_id, sequence)
);

CREATE TABLE duty (
    duty_id SERIAL NOT NULL,
    telegram_id BIGINT NOT NULL,
    starts_at DOUBLE PRECISION NOT NULL,
    ends_at DOUBLE PRECISION,
    content TEXT NOT NULL,
    PRIMARY KEY (duty_id)
);

CREATE INDEX duty_starts_at ON duty (starts_at);

CREATE TABLE request_counter (
    name VARCHAR(16) NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
);
