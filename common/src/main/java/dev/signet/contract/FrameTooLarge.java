package dev.signet.contract;

import java.io.IOException;

/** One frame alone is larger than its reader accepts; reading the body again will not help, unlike after one that was cut off. */
public class FrameTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    FrameTooLarge(int length, int limit) {
        super("a frame of " + length + " bytes is not accepted; the limit is " + limit);
    }
}
