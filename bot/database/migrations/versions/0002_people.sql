-- People, invitations, strangers, audit, and the groups the assistant may speak in.
CREATE TABLE person (
    person_id VARCHAR(8) NOT NULL,
    telegram_id BIGINT NOT NULL,
    role VARCHAR(16) NOT NULL,
    standing VARCHAR(16) NOT NULL,
    standing_since DOUBLE PRECISION NOT NULL,
    language VARCHAR(8),
    internal BOOLEAN NOT NULL,
    off_record BOOLEAN NOT NULL,
    off_record_update BIGINT,
    topic_since DOUBLE PRECISION,
    joined_at DOUBLE PRECISION NOT NULL,
    label TEXT,
    pseudonym_salt VARCHAR(32) NOT NULL,
    PRIMARY KEY (person_id),
    UNIQUE (telegram_id)
);

CREATE TABLE invitation (
    invitation_id VARCHAR(8) NOT NULL,
    code_hash VARCHAR(32) NOT NULL,
    role VARCHAR(16) NOT NULL,
    label TEXT,
    invited_by VARCHAR(8),
    created_at DOUBLE PRECISION NOT NULL,
    expires_at DOUBLE PRECISION NOT NULL,
    used_at DOUBLE PRECISION,
    used_by VARCHAR(8),
    role_before VARCHAR(16),
    undone_at DOUBLE PRECISION,
    PRIMARY KEY (invitation_id),
    UNIQUE (code_hash)
);

CREATE TABLE stranger (
    stranger_hash VARCHAR(32) NOT NULL,
    turned_away_at DOUBLE PRECISION,
    wrong_codes INTEGER NOT NULL,
    wrong_since DOUBLE PRECISION,
    PRIMARY KEY (stranger_hash)
);

CREATE TABLE audit (
    audit_id SERIAL NOT NULL,
    at DOUBLE PRECISION NOT NULL,
    actor VARCHAR(16) NOT NULL,
    action VARCHAR(32) NOT NULL,
    person_id VARCHAR(8),
    detail VARCHAR(128),
    PRIMARY KEY (audit_id)
);

CREATE TABLE chat_group (
    chat_id BIGINT NOT NULL,
    enabled_by VARCHAR(8) NOT NULL,
    enabled_at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (chat_id)
);
