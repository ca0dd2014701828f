# The program with a JRE. It takes the jar that `mvn package` made, so the image needs no Maven; docker-compose.yml runs
# every role from it.
FROM eclipse-temurin:17-jre

# Beside the jar: how Java is started, and how a container says that it is ready.
COPY deploy/image/truc deploy/image/healthy /usr/local/bin/
COPY simulator/jvm.options simulator/target/truc.jar /opt/truc/

# Nobody in particular, and not root. What roles keep is in /tmp, or in volumes at these places.
RUN mkdir -p /keys /trust && chown 10001 /keys /trust && chown 10001 /opt/truc
USER 10001

# Classes as the virtual machine has them after loading: a role starts in a third less time.
RUN TRUC_JAVA_OPTS="-XX:ArchiveClassesAtExit=/opt/truc/truc.jsa" truc run smoke --documents 300 --rate 150 --quiet \
    > /dev/null

EXPOSE 9400 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 CMD ["healthy"]
ENTRYPOINT ["truc"]
