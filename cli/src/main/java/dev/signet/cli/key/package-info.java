/** Keys: listed, imported, taken out of use and put back; only public halves come out. */
@NullMarked
package dev.signet.cli.key;

import org.jspecify.annotations.NullMarked;
