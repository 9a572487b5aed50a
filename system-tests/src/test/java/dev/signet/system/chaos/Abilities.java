package dev.signet.system.chaos;

/**
 * What can be done to the servers of this machine.
 *
 * @param fillDisk the database is on a small file system of its own
 * @param shiftClocks there is a compiler for the library that does it
 * @param restartBroker the broker keeps its messages when it is restarted; the embedded one loses them
 * @param repeatRequests what services send each other can be read on its way: it is not encrypted
 */
record Abilities(boolean fillDisk, boolean shiftClocks, boolean restartBroker, boolean repeatRequests) {}
