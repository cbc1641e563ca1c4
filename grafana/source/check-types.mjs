// Holds grafana/dashboards against the types that Grafana publishes: unknown keys, wrong values, what is missing.
//
//     npm install --prefix FOLDER @grafana/schema@12.3.0 typescript@5.9
//     node grafana/source/check-types.mjs FOLDER
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TYPES = "./node_modules/@grafana/schema/dist/types/";
const OPTIONS = {
  stat: "stat/panelcfg/x/StatPanelCfg_types.gen",
  timeseries: "timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen",
  heatmap: "heatmap/panelcfg/x/HeatmapPanelCfg_types.gen",
  bargauge: "bargauge/panelcfg/x/BarGaugePanelCfg_types.gen",
  table: "table/panelcfg/x/TablePanelCfg_types.gen",
  "state-timeline": "statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen",
};

const folder = process.argv[2];
if (!folder) {
  console.error("say in which folder @grafana/schema and typescript are installed");
  process.exit(2);
}
const dashboards = new URL("../dashboards/", import.meta.url);

const name = (kind) => kind.replace("-", "_");
const lines = [
  `import type * as dashboard from "${TYPES}raw/dashboard/x/dashboard_types.gen";`,
  `import type * as common from "${TYPES}common/common.gen";`,
  ...Object.entries(OPTIONS).map(([kind, file]) => `import type * as ${name(kind)} from "${TYPES}raw/composable/${file}";`),
  // Enumerations as JSON has them: by their values.
  "type Json<T> = T extends string ? `${T}` : T extends number ? (`${T}` extends `${infer N extends number}` ? N : T)",
  "  : T extends (infer U)[] ? Json<U>[] : T extends object ? { [K in keyof T]: Json<T[K]> } : T;",
  "type Query = { refId: string; datasource: common.DataSourceRef; expr: string; legendFormat: string;",
  "  format?: 'table' | 'heatmap'; instant?: boolean; range?: boolean };",
  "type Override = { matcher: dashboard.MatcherConfig; properties: { id: string; value?: unknown }[] };",
  "type Of<Kind, Options, Custom> = Json<Omit<dashboard.Panel, 'type' | 'options' | 'fieldConfig' | 'targets' | 'links'> & {",
  "  type: Kind; options: Options; targets: Query[]; links?: Partial<dashboard.DashboardLink>[];",
  "  fieldConfig: { defaults: Omit<dashboard.FieldConfig, 'custom'> & { custom?: Custom }; overrides: Override[] } }>;",
  "type Row = Json<dashboard.RowPanel>;",
  ...Object.keys(OPTIONS).map((kind) => {
    const options = kind === "stat" ? "Partial<stat.Options>" : `${name(kind)}.Options`;
    const custom = ["stat", "bargauge"].includes(kind) ? "never" : `Partial<${name(kind)}.FieldConfig>`;
    return `type ${name(kind)}_panel = Of<"${kind}", ${options}, ${custom}>;`;
  }),
  "type Variable = Json<dashboard.VariableModel> & { definition?: string };",
  "type Annotation = Json<dashboard.AnnotationQuery> & { expr?: string; titleFormat?: string; tagKeys?: string;",
  "  useValueForTime?: boolean };",
];

let checked = 0;
const check = (type, value) => lines.push(`export const value_${++checked}: ${type} = ${JSON.stringify(value)};`);
for (const file of readdirSync(dashboards)) {
  const { panels, templating, annotations, ...rest } = JSON.parse(readFileSync(new URL(file, dashboards), "utf8"));
  panels.forEach((panel) => check(panel.type === "row" ? "Row" : `${name(panel.type)}_panel`, panel));
  templating.list.forEach((variable) => check("Variable", variable));
  annotations.list.forEach((annotation) => check("Annotation", annotation));
  check("Json<dashboard.Dashboard>", rest);
}
writeFileSync(join(folder, "dashboards.ts"), lines.join("\n") + "\n");
const flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"];
execFileSync(join(folder, "node_modules/.bin/tsc"), [...flags, "dashboards.ts"], { cwd: folder, stdio: "inherit" });
console.log(`${checked} panels, variables, annotations and dashboards are as Grafana's types say`);
