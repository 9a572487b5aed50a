package dev.signet.collection.intake.row;

/** What stands in a row in place of a field's value. */
public record MaskedValue(String field, String code) {}
