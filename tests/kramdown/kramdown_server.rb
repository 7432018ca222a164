# Answers each line of JSON {"text": …, "options": {…}} with a line {"html": …} or {"error": …}.
require "json"
require "kramdown"
begin
  require "kramdown-parser-gfm"
rescue LoadError
  warn "kramdown-parser-gfm is not installed"
  exit 3
end

$stdout.sync = true
puts JSON.generate({"version" => Kramdown::VERSION})
$stdin.each_line do |line|
  request = JSON.parse(line)
  options = request["options"].transform_keys(&:to_sym)
  begin
    html = Kramdown::Document.new(request["text"], options).to_html
    puts JSON.generate({"html" => html})
  rescue StandardError, SystemStackError, LoadError => e
    puts JSON.generate({"error" => "#{e.class}: #{e.message}"})
  end
end
