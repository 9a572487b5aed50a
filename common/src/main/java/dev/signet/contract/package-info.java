/** What services say to each other: ids, messages and bodies, names on the broker. JDK and Jackson annotations only. */
@NullMarked
package dev.signet.contract;

import org.jspecify.annotations.NullMarked;
