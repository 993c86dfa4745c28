/**
 * The demo of {@code mvn spring-boot:test-run}: the hub as it is, with a simulated outside and believable traffic.
 * {@link fi.rekisterihub.demo.DemoConfiguration} is where to begin; the settings are in {@code application-demo.yaml}.
 */
@NullMarked
package fi.rekisterihub.demo;

import org.jspecify.annotations.NullMarked;
