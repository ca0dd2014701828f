// What the server tells, once a second.

/**
 * Listens until the server says that nothing more comes. A connection that breaks is made again by the browser.
 *
 * on: {history(points), state(state), connection("connecting" | "live" | "lost" | "ended")}
 */
export function listen(on) {
  const source = new EventSource("/api/events");
  on.connection("connecting");
  source.addEventListener("history", (event) => {
    on.connection("live");
    on.history(JSON.parse(event.data).points);
  });
  source.addEventListener("state", (event) => on.state(JSON.parse(event.data)));
  source.addEventListener("bye", () => {
    source.close();
    on.connection("ended");
  });
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) {
      on.connection("lost");
    } else {
      // an answer that is no stream, as from a server that starts: the browser would not ask again
      on.connection("lost");
      setTimeout(() => listen(on), 2_000);
    }
  });
}
