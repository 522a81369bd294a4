// Addresses typed in Vietnamese: accents off and đ as d, before the editor's own script drops those letters.
document.addEventListener(
  "blur",
  (event) => {
    const field = event.target;
    if (field.id !== "id_slug" || !field.value) return;
    field.value = field.value
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/đ/g, "d")
      .replace(/Đ/g, "D");
  },
  true,
);
