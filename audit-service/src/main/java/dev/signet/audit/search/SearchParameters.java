package dev.signet.audit.search;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link SearchRequest#filter} reads, for the API's document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "type", description = "exactly, or with * at its end every type that begins so")
@Parameter(name = "source")
@Parameter(name = "subject")
@Parameter(name = "actor")
@Parameter(name = "outcome")
public @interface SearchParameters {}
