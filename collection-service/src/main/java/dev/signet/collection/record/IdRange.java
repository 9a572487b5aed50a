package dev.signet.collection.record;

import dev.signet.contract.RecordId;

/** The first and the last id of records that were written together. Others may lie between them. */
public record IdRange(RecordId first, RecordId last) {}
