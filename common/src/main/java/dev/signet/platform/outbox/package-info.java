/** What a service did gets into the audit log: written beside the act, in its transaction, and relayed afterwards. */
@NullMarked
package dev.signet.platform.outbox;

import org.jspecify.annotations.NullMarked;
