"""Who and what each scene needs: cast, places, props, spoken lines, actions; and the bible."""
