/** Keys in the order in which they are taken, who holds which, and their leases of late. */
@NullMarked
package dev.signet.key.browse;

import org.jspecify.annotations.NullMarked;
