"use strict";
/* Reads codes with the camera where the browser can do so itself; tells the door by events. */
(() => {
  const door = document.getElementById("door");
  const camera = document.getElementById("camera");
  const view = document.getElementById("view");
  const SAME_CODE_AGAIN = 4000;

  const look = async (detector, seen) => {
    if (view.hidden) return;
    const codes = await detector.detect(view).catch(() => []);
    const text = codes.length ? codes[0].rawValue : "";
    const isNew = text && (text !== seen.text || Date.now() - seen.at > SAME_CODE_AGAIN);
    if (isNew) door.dispatchEvent(new CustomEvent("hall:scanned", { detail: text }));
    setTimeout(look, 250, detector, text ? { text, at: Date.now() } : seen);
  };
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    if (!view.hidden) {
      view.srcObject.getTracks().forEach((track) => track.stop());
      view.hidden = true;
      return;
    }
    try {
      view.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      view.hidden = false;
      await view.play();
      look(new window.BarcodeDetector({ formats: ["qr_code"] }), { text: "", at: 0 });
    } catch {
      view.hidden = true;
      door.dispatchEvent(new CustomEvent("hall:no-camera"));
    }
  });
})();
