-- Facts about the installation.
CREATE TABLE installation (
    name VARCHAR(64) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);
