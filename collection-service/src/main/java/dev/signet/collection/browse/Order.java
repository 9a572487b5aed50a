package dev.signet.collection.browse;

/** From which end a list begins. */
enum Order {
    OLDEST,
    NEWEST
}
