# A versioned bucket with the application's source.
upload_source() { # RELEASE
  rm -rf "$work/source" "$work/source.zip"
  cp -r "$here/app" "$work/source"
  sed -i "s/RELEASE: .*/RELEASE: $1/" "$work/source/buildspec.yml"
  (cd "$work/source" && "$JAVA_HOME/bin/jar" --create --no-manifest --file "$work/source.zip" .)
  quiet s3 cp --no-progress "$work/source.zip" "s3://$bucket/source.zip"
}

storage() {
  chapter "2. A versioned bucket with the source"
  quiet s3 mb "s3://$bucket"
  run s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
  upload_source v1
  run s3api list-object-versions --bucket "$bucket" --query 'Versions[].[Key,Size,VersionId]' --output text
}
