package dev.signet.key.lease;

import dev.signet.contract.KeyUse;
import dev.signet.contract.Verdict;

/** The end of one use of a key, as collection-service has settled it. */
record Close(KeyUse use, Verdict verdict) {}
