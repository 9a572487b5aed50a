/** The whole system: its architecture's rules, and its behaviour over real processes, servers and faults. */
@NullMarked
package dev.signet.system;

import org.jspecify.annotations.NullMarked;
