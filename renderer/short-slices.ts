/**
 * Makes CodeMirror colour long texts in short slices. Where the browser tells of waiting input it works up to 100 ms at a stretch,
 * which a key ends but an answer of our workers or of the main process does not; without it, it asks how long the window is idle
 * and takes less than 50 ms. To be imported before anything that imports CodeMirror.
 */

if ('scheduling' in navigator) Object.defineProperty(navigator, 'scheduling', { value: undefined });
