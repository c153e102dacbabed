"""Working copies: writing, embargo, release. Its door is `public`; every act ends in the record."""
