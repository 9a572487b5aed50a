/**
 * Merkle trees as in RFC 6962, their proofs, and checkpoints signed as C2SP describes them (tlog-checkpoint, signed-note). Knows no service, no
 * database and no JSON: the log and whoever checks it use the same few lines.
 */
@NullMarked
package dev.signet.tlog;

import org.jspecify.annotations.NullMarked;
