/**
 * What a mail is: an opt-out, a bounce, a complaint, an automatic reply, or a person's words. Pure functions from bytes
 * to a {@link fi.rekisterihub.mail.MailVerdict}, without database, clock or network.
 *
 * <p>The way: {@link fi.rekisterihub.mail.MailReader} takes the bytes apart, however broken they are;
 * {@link fi.rekisterihub.mail.MailClassifier} asks the kinds in order; the files in {@code mail/} of the resources hold the
 * wordings. Bounces come before automatic replies because mail servers call both {@code auto-replied}, and a person's
 * words come last because every bounce quotes words that sound like a wish.
 *
 * <p>A {@code BounceReason} says which reasons are hard. Only what is true of the address itself is: nobody is there, its
 * domain is not there, it has moved, or no mail is taken there. Everything else may pass, whatever class the code has.
 *
 * <p>{@link fi.rekisterihub.mail.ReplyIntent} reads what a person wants. {@code OwnText} takes away what is quoted, signed or
 * added by a telephone, {@code Sentences} cuts the rest, and each {@code Sentence} knows what its words mean by the tables
 * {@code wish-words-*.txt}. {@code Wishes} says by {@code wishes.txt} which meanings together are a wish, {@code Hearing}
 * gathers them, {@code Narrowing} hears what makes them less, {@code OptOut} tells a plain one from one that is asked about, told of or narrowed. An opt-out that a person
 * looks at is late by a day, one that is overlooked is lost: so mail is left alone only when the tables hear nothing in it and
 * {@code LearntOpinion}, which was learnt from examples, takes it for ordinary too.
 */
@NullMarked
package fi.rekisterihub.mail;

import org.jspecify.annotations.NullMarked;
