package dev.signet.standalone;

/**
 * A message of the intake's demo.
 *
 * @param id what its sender numbers it by
 * @param kind what is to become of it
 */
record Login(String id, String body, Kind kind) {
    enum Kind {
        /** Comes for the first time. */
        NEW,
        /** Its sender sends it again, some time later. */
        DUPLICATE,
        /** Comes again at once, as from a broker that has not heard that it was taken. */
        REDELIVERED,
        /** Can never be a record. */
        MALFORMED
    }

    Login again(Kind how) {
        return new Login(id, body, how);
    }
}
