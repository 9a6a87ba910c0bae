enum StatechartPlaceholder {}
