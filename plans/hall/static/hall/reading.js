"use strict";
/* How names and codes are compared on the device; the office does the same in cms.text and registrations.codes. */
(() => {
  const MARKS = /[\u0300-\u036f'’]/g;
  /* In an address only what carries the prefix: the name of a host may well have eight letters. */
  const IN_ADDRESS = /(?:^|[^0-9A-Z])(DT-?[0-9A-Z]{4}-?[0-9A-Z]{4})(?![0-9A-Z])/i;

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
  const codeOf = (text) => {
    let sign = fold(text).toUpperCase().replace(/[^0-9A-Z]/g, "");
    if (sign.length === 10 && sign.startsWith("DT")) sign = sign.slice(2);
    sign = sign.replace(/[BILOSUZ]/g, (letter) => "81105V2"["BILOSUZ".indexOf(letter)]);
    return sign.length === 8 ? `DT-${sign.slice(0, 4)}-${sign.slice(4)}` : "";
  };
  const codeIn = (text) => codeOf(text.includes("/") ? (IN_ADDRESS.exec(text) || ["", ""])[1] : text);
  window.hallReading = { fold, codeIn };
})();
