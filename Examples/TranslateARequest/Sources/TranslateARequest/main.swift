print(try translateARequest())
