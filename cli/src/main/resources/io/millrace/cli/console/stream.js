/** The stream of snapshots. It is opened again whenever it breaks, until the page goes away. */

const SILENT_AFTER = 6000;
const TRY_AGAIN_AFTER = 2000;

/**
 * @param on what is told: `past` (the points of the last minutes), `snapshot`, `lost` (nothing comes
 *   any more) and `open` (connected, though nothing may have come yet)
 */
export function watch(on) {
  let source;
  let silence;
  let retry;

  function open() {
    close();
    source = new EventSource("/events");
    source.addEventListener("open", () => on.open());
    source.addEventListener("past", (event) => on.past(JSON.parse(event.data).points));
    source.addEventListener("snapshot", (event) => {
      clearTimeout(silence);
      silence = setTimeout(lost, SILENT_AFTER);
      on.snapshot(JSON.parse(event.data));
    });
    source.addEventListener("error", lost);
  }

  function lost() {
    on.lost();
    close();
    retry = setTimeout(open, TRY_AGAIN_AFTER);
  }

  function close() {
    clearTimeout(silence);
    clearTimeout(retry);
    source?.close();
  }

  open();
}
