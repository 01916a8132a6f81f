"""The model: a code's text and identity as frozen values. No lxml, no input or output, no clock."""
