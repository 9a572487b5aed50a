/** The bundle: everything that a proof needs, in files that leave Signet together, as a directory or as one .tar.gz. */
@NullMarked
package dev.signet.cli.bundle;

import org.jspecify.annotations.NullMarked;
