# The server, as a user without rights. Build the jar first: mvn verify
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --home-dir /srv/hub hub \
 && install --directory --owner hub /srv/hub /srv/hub/config /srv/hub/data
WORKDIR /srv/hub
COPY target/rekisterihub.jar /opt/rekisterihub.jar
COPY routes routes
COPY mappings mappings
USER hub
VOLUME /srv/hub/data
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/rekisterihub.jar"]
