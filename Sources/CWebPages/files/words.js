// The planner's words in both languages, side by side so that none is forgotten.
const words = {
    "plans": ["Plans", "方案"],
    "runs": ["Runs", "运行记录"],
    "compare": ["Compare", "对比"],
    "no-answer": ["The planner does not answer. Is maskramp serve still running?", "规划程序没有响应。maskramp serve 是否仍在运行？"],
    "home-title": ["Plans and runs", "方案与运行记录"],
    "home-lead": ["Open a plan, move a date or buy a tool, and see the forecast move.", "打开一个方案，移动日期或增购设备，立即看到预测的变化。"],
    "no-plans": ["There is no plan in this folder. 'maskramp init my-fab' writes one to start from.", "此文件夹中没有方案。可用 'maskramp init my-fab' 生成一个起始方案。"],
    "no-runs": ["No run yet. Open a plan and press Run.", "尚无运行。打开方案并点击“运行”。"],
    "scenarios": ["Scenarios", "情景"],
    "with-scenario": ["with scenario", "应用情景"],
    "open": ["Open", "打开"],
    "replications": ["Replications", "模拟次数"],
    "seed": ["Seed", "随机种子"],
    "state": ["State", "状态"],
    "when": ["Begun", "开始时间"],
    "plan": ["Plan", "方案"],
    "changes": ["Changes", "改动"],
    "choose-two": ["Choose two finished runs to compare.", "选择两个已完成的运行进行对比。"],
    "compare-chosen": ["Compare the chosen two", "对比所选两项"],
    "state-running": ["under way", "进行中"],
    "state-finished": ["finished", "已完成"],
    "state-cancelled": ["cancelled", "已取消"],
    "state-failed": ["failed", "失败"],
    "state-interrupted": ["interrupted: the planner ended first", "中断：规划程序先行结束"],
    "edited": ["edited text", "已编辑文本"],
    "tab-sliders": ["Chief inputs", "主要输入"],
    "tab-dates": ["Dates", "日期"],
    "tab-tools": ["Tools", "设备"],
    "tab-risks": ["Risks", "风险"],
    "tab-mix": ["Mix", "产品结构"],
    "tab-text": ["Text", "文本"],
    "run": ["Run", "运行"],
    "cancel": ["Cancel", "取消"],
    "auto": ["Update as I move", "移动时自动更新"],
    "sketch-note": ["Updates use {n} replications; Run uses the number chosen and is kept.", "自动更新使用 {n} 次模拟；点击“运行”则使用所选次数并保存结果。"],
    "working": ["{done} of {total} replications", "已完成 {done} / {total} 次模拟"],
    "cancelled": ["Cancelled; the figures are those of before.", "已取消；图表仍为之前的结果。"],
    "sketch-done": ["Sketch of {n} replications, seed {seed}, {s} s", "草算：{n} 次模拟，种子 {seed}，{s} 秒"],
    "run-done": ["Run of {n} replications, seed {seed}, {s} s; kept in the history", "运行：{n} 次模拟，种子 {seed}，{s} 秒；已存入记录"],
    "no-changes": ["No changes: the plan as it is in its file.", "没有改动：与方案文件一致。"],
    "changed": ["{n} changed", "{n} 处改动"],
    "undo": ["Undo", "撤销"],
    "undo-all": ["Undo all", "全部撤销"],
    "save-scenario": ["Save as scenario", "保存为情景"],
    "scenario-name": ["Name", "名称"],
    "scenario-file": ["File", "文件名"],
    "save": ["Save", "保存"],
    "replace": ["Replace", "替换"],
    "saved": ["Saved as {file}", "已保存为 {file}"],
    "saved-after": ["Apply it after: {files}", "须在以下情景之后应用：{files}"],
    "removed": ["removed", "移除"],
    "months-later": ["{n} months later", "推迟 {n} 个月"],
    "months-earlier": ["{n} months earlier", "提前 {n} 个月"],
    "as-planned": ["as in the plan", "与方案一致"],
    "same-month": ["the same month", "同月"],
    "deliveries": ["Deliveries still to come", "未到货设备"],
    "no-deliveries": ["Every tool of the plan has been delivered.", "方案中的设备均已到货。"],
    "tools-known": ["Tools that have been delivered ({n})", "已到货设备（{n}）"],
    "bought": ["Tools that may be bought", "可能增购的设备"],
    "demand": ["Demand", "需求"],
    "demand-all": ["Demand, all months and nodes", "全部月份与节点的需求"],
    "factors": ["Factors on all nodes", "对全部节点的系数"],
    "risk-chances": ["Probability of risks", "风险概率"],
    "times": ["× {n}", "× {n}"],
    "as-of": ["As of", "基准日期"],
    "horizon-end": ["Last month", "最后月份"],
    "date-help": ["2026, 2026-H1, 2026-Q3, 2026-09 or 2026-09-30", "2026、2026-H1、2026-Q3、2026-09 或 2026-09-30"],
    "delivered": ["Delivered", "已到货"],
    "promised": ["Promised", "承诺到货"],
    "accepted": ["Accepted", "已验收"],
    "tool": ["Tool", "设备"],
    "buy-another": ["Buy another like this", "再购一台同类设备"],
    "buy": ["Buy", "购买"],
    "remove-tool": ["Remove from the plan", "从方案中移除"],
    "mix-sum": ["Sum", "合计"],
    "mix-help": ["Moving one share changes the others in proportion, so that the sum stays 100 %.", "移动一个份额时，其余按比例调整，合计保持 100 %。"],
    "node": ["Node", "节点"],
    "text-help": ["The file as it is. Errors stand at their line; only a right plan is saved. Changes made in forms are not in this text.", "方案文件原文。错误标在对应行；只有正确的方案才能保存。表单中的改动不在此文本中。"],
    "text-right": ["No errors.", "没有错误。"],
    "text-line": ["line {line}", "第 {line} 行"],
    "text-saved": ["Saved.", "已保存。"],
    "save-plan": ["Save the plan", "保存方案"],
    "errors": ["{n} to mend before it can run", "运行前需修正 {n} 处"],
    "figures": ["Forecast", "预测"],
    "no-figures": ["Figures appear with the first run.", "首次运行后显示图表。"],
    "plates-in": ["Good plates in {year}", "{year} 年合格掩模版"],
    "p10-p90": ["P10 to P90: {low} to {high}", "P10 至 P90：{low} 至 {high}"],
    "against-plan": ["{d} against the plan", "与原方案相比 {d}"],
    "target": ["{id}: {value} a year by {by}", "{id}：{by} 年前年产 {value} 片"],
    "probability": ["Probability", "概率"],
    "of-horizon": ["within the horizon", "在期限内"],
    "milestone-p50": ["{event}, median", "{event}，中位"],
    "never": ["beyond the horizon", "超出期限"],
    "month-of": ["{low} to {high}", "{low} 至 {high}"],
    "chart-plates": ["Good plates a year, all nodes", "年合格掩模版数，全部节点"],
    "chart-plates-doc": ["Median line; dark band P25 to P75, pale band P10 to P90. Dashes: the plan without changes.", "中位线；深色带 P25–P75，浅色带 P10–P90。虚线：未改动的方案。"],
    "chart-mix": ["Mean plates a year by node", "按节点的年均掩模版数"],
    "chart-milestones": ["Milestones", "里程碑"],
    "chart-milestones-doc": ["Bar P10 to P90, dot the median, diamond as planned, open dot: of the plan without changes. An arrow goes beyond the horizon.", "横条 P10–P90，圆点为中位，菱形为计划，空心点：未改动的方案。箭头表示超出期限。"],
    "chart-binds": ["What binds: share of the year's months", "瓶颈：占全年月份的比例"],
    "plates": ["plates", "片"],
    "months": ["months", "个月"],
    "year": ["Year", "年份"],
    "median": ["Median", "中位"],
    "mean": ["Mean", "均值"],
    "as-table": ["The same as a table", "数据表"],
    "milestone": ["Milestone", "里程碑"],
    "planned": ["Planned", "计划"],
    "group": ["Group", "设备组"],
    "basis": ["Figures of the plan: {disclosed} disclosed, {derived} derived, {assumed} assumed. What is changed here counts as assumed.", "方案数据：披露 {disclosed} 项，推算 {derived} 项，假设 {assumed} 项。此处的改动均视为假设。"],
    "digest": ["Digest", "摘要"],
    "repeat": ["Repeat with", "重现命令"],
    "download-json": ["JSON", "JSON"],
    "download-report": ["Report", "报告"],
    "download-xlsx": ["Workbook", "工作簿"],
    "downloads": ["Download", "下载"],
    "making": ["is being made…", "正在生成…"],
    "side-by-side": ["Side by side", "并列对比"],
    "difference": ["Difference, B − A", "差值 B − A"],
    "same-seed": ["Both use the same seed: what differs comes from what was changed, not from luck.", "两者使用相同种子：差异来自改动，而非运气。"],
    "other-seed": ["Seeds or replications differ: part of the difference is luck.", "种子或模拟次数不同：部分差异来自随机性。"],
    "run-a": ["Run A", "运行 A"],
    "run-b": ["Run B", "运行 B"],
    "years-table": ["Good plates a year: P10, P50, P90", "年合格掩模版：P10、P50、P90"],
    "low": ["low", "低"],
    "mode": ["mode", "众数"],
    "high": ["high", "高"],
    "value": ["value", "值"],
    "spread-median": ["median", "中位"],
    "sigma": ["sigma", "σ"],
    "random": ["chance", "随机"],
    "uncertain": ["not known", "未知"],
    "disclosed": ["disclosed", "披露"],
    "derived": ["derived", "推算"],
    "assumed": ["assumed", "假设"],
    "outcome": ["Outcome {n}", "结果 {n}"],
    "open-planner": ["Open its plan", "打开其方案"],
    "loading": ["Loading…", "加载中…"],
    "all-nodes": ["all nodes", "全部节点"],
};

const keys = {
    probability: ["Probability", "概率"], slip: ["Slip beyond the promise", "交付延误"],
    installation: ["Installation", "安装"], acceptance: ["Acceptance", "验收"],
    qualification: ["Qualification", "认证"], speed: ["Speed", "速度"], count: ["Number", "数量"],
    finest_node: ["Finest node", "最细节点"], group: ["Group", "设备组"], model: ["Model", "型号"],
    price: ["Price", "价格"], by: ["Delay", "延误"], replaced_after: ["Replaced after", "替代所需"],
    delays: ["Delays", "延误设备"], refused: ["Refused", "拒绝设备"], shots: ["Shot counts", "曝光图形数"],
    ebeam_share: ["Share on e-beam", "电子束份额"], learning: ["Months to maturity", "成熟所需月数"],
    delay_correlation: ["Correlation of slips", "延误相关性"], mix: ["Mix", "结构"],
    contract: ["Contract", "合同"], share_of_contract: ["Part of the contract", "合同份额"],
    supplier: ["Supplier", "供应商"], area: ["Area", "面积"],
};

const groups = {
    ebeam: "电子束曝光", laser: "激光直写", inspection: "缺陷检测", registration: "套准测量", cd: "线宽测量",
    clean: "清洗", develop: "显影", etch: "刻蚀", repair: "修补", pellicle: "贴膜", aims: "空间像检测",
    "data-prep": "数据处理", "final-inspection": "出货检验", demand: "需求", qualification: "认证与送样验证",
};

const events = {
    delivered: "到货", accepted: "验收", ready: "设备就绪", "run-through": "通线", delivery: "首批交付", volume: "量产",
};

export const languages = ["en", "zh-Hans"];

function stored() {
    try { return localStorage.getItem("language"); } catch { return null; }
}

export let language = languages.includes(stored())
    ? stored() : navigator.language.toLowerCase().startsWith("zh") ? "zh-Hans" : "en";

export function setLanguage(to) {
    language = to;
    try { localStorage.setItem("language", to); } catch { /* it holds for this page */ }
}

const isChinese = () => language === "zh-Hans";

// A text, with values in the place of {names}.
export function t(key, values = {}) {
    const text = words[key]?.[isChinese() ? 1 : 0] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// A key of a plan file as a person reads it.
export function keyName(key) {
    return keys[key]?.[isChinese() ? 1 : 0] ?? key.replaceAll("_", " ");
}

export function groupName(name) {
    if (isChinese()) return groups[name] ?? name;
    return name === "qualification" ? "verification, qualification" : name;
}

// Such as "volume, 28 nm".
export function eventName(text) {
    const [event, subject] = text.split(", ");
    return isChinese() && subject ? `${subject} ${events[event] ?? event}` : text;
}
