/** Takes signatures and public keys out of Signet into plain files. */
@NullMarked
package dev.signet.cli.export;

import org.jspecify.annotations.NullMarked;
