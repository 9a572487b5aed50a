/** What key-service asks of collection-service, the only one who knows what is stored. */
@NullMarked
package dev.signet.key.collection;

import org.jspecify.annotations.NullMarked;
