package dev.signet.collection.record;

public record RecordsArrived() {}
