/** The least that opens a window with a page in it: what Chartroom's start is measured beside. */
const { app, BrowserWindow } = require('electron');

app.enableSandbox();
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'));
app.on('window-all-closed', () => app.quit());
