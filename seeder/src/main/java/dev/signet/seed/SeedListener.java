package dev.signet.seed;

/** Told what the seeder does. */
public interface SeedListener {
    /** Something worth a line: a wait, a retry, a phase that is over. */
    void say(String sentence);

    /** How many of the records are on their way; called about twice a second. */
    void sent(long records, long total);
}
