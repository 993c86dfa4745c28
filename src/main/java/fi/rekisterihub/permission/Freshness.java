package fi.rekisterihub.permission;

import java.util.List;

/** Whether what the hub knows of people's wishes is of today. */
@FunctionalInterface
public interface Freshness {

    /** What is too old for the register's messages, empty when nothing is. */
    List<Stale> stale(String registerId);
}
