/** Which builds these are: this program's and the servers'. */
@NullMarked
package dev.signet.cli.version;

import org.jspecify.annotations.NullMarked;
