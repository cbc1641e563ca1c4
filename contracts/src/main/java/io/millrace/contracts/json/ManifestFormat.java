package io.millrace.contracts.json;

import io.millrace.contracts.release.Artifact;
import io.millrace.contracts.release.Manifest;
import java.io.IOException;
import java.util.List;

/// `{"release":3,"note":"…","files":[{"name":"pipeline.yaml","bytes":812,"sha256":"…"}]}`.
public final class ManifestFormat implements JsonFormat<Manifest> {

  @Override
  public void write(Manifest value, JsonWriter json) {
    json.startObject();
    json.number("release", value.release());
    json.text("note", value.note());
    json.startArray("files");
    for (Artifact file : value.files()) {
      json.startObject();
      json.name("name", file.name());
      json.number("bytes", file.bytes());
      json.name("sha256", file.sha256());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  @Override
  public Manifest read(JsonInput json) throws IOException {
    Integer release = null;
    String note = "";
    List<Artifact> files = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "release" -> release = json.integer();
        case "note" -> note = json.text();
        case "files" -> files = json.list(ManifestFormat::artifact);
        default -> json.skip();
      }
    }
    return new Manifest(json.required("release", release), note, json.required("files", files));
  }

  private static Artifact artifact(JsonInput json) throws IOException {
    String name = null;
    Integer bytes = null;
    String sha256 = null;
    for (String field = json.firstField(); field != null; field = json.nextField()) {
      switch (field) {
        case "name" -> name = json.text();
        case "bytes" -> bytes = json.integer();
        case "sha256" -> sha256 = json.text();
        default -> json.skip();
      }
    }
    return new Artifact(
        json.required("name", name),
        json.required("bytes", bytes),
        json.required("sha256", sha256));
  }
}
