-- The pool of experts: sealed rows by id.
CREATE TABLE expert (
    expert_id VARCHAR(64) NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (expert_id)
);
