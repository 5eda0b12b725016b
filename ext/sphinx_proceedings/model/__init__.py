"""The model: frozen records, the values in their fields, and the resolved catalogue of them."""
