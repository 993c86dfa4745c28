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
 */
@NullMarked
package fi.rekisterihub.mail;

import org.jspecify.annotations.NullMarked;
