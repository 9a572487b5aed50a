/** What people may know of this worker. */
@NullMarked
package dev.signet.signing.worker;

import org.jspecify.annotations.NullMarked;
