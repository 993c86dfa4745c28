/**
 * Newsletter providers are told whom to keep silent, and looked at whether they do. A provider is data: its route names
 * the calls and how their answers are read, {@link fi.rekisterihub.edge.provider.SuppressionPass} says in which order
 * they are made, {@link fi.rekisterihub.edge.provider.CallScheme} how they are authorized, and
 * {@link fi.rekisterihub.edge.provider.HubSuppressions} keeps what came of them in the outbox.
 */
@NullMarked
package fi.rekisterihub.edge.provider;

import org.jspecify.annotations.NullMarked;
